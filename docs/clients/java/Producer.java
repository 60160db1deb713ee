import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

public class Producer {
    public static void main(String[] args) throws Exception {
        var config = new Properties();
        config.put("bootstrap.servers", args.length > 0 ? args[0] : "localhost:9092");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            var sent = producer.send(new ProducerRecord<>("meu_topico", "chave", "minha mensagem")).get();
            System.out.println("Mensagem entregue ao tópico " + sent.topic() + " [" + sent.partition() + "]");
        }
    }
}
