import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

public class Consumer {
    public static void main(String[] args) {
        var config = new Properties();
        config.put("bootstrap.servers", args.length > 0 ? args[0] : "localhost:9092");
        config.put("group.id", "exemplo-java");
        config.put("auto.offset.reset", "earliest");
        long remaining = args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE;
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("meu_topico"));
            while (remaining > 0) {
                for (var message : consumer.poll(Duration.ofSeconds(1))) {
                    System.out.printf("%s [%d] %d: %s%n", message.topic(), message.partition(), message.offset(), message.value());
                    remaining--;
                }
            }
            consumer.commitSync();
        }
    }
}
