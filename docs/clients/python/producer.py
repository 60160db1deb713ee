import sys

from confluent_kafka import Producer

bootstrap = sys.argv[1] if len(sys.argv) > 1 else "localhost:9092"
# murmur2_random puts a key on the same partition as the Java, Node.js and Go clients do.
producer = Producer({"bootstrap.servers": bootstrap, "partitioner": "murmur2_random"})
failed = []


def delivery_report(err, msg):
    if err is not None:
        failed.append(err)
        print(f"Falha na entrega da mensagem: {err}")
    else:
        print(f"Mensagem entregue ao tópico {msg.topic()} [{msg.partition()}]")


producer.produce("meu_topico", key="chave", value="minha mensagem", callback=delivery_report)
producer.flush(30)
sys.exit(1 if failed else 0)
