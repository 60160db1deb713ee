import sys

from confluent_kafka import Consumer

bootstrap = sys.argv[1] if len(sys.argv) > 1 else "localhost:9092"
remaining = int(sys.argv[2]) if len(sys.argv) > 2 else None
consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "exemplo-python", "auto.offset.reset": "earliest"})
consumer.subscribe(["meu_topico"])

try:
    while remaining is None or remaining > 0:
        msg = consumer.poll(1.0)
        if msg is None:
            continue
        if msg.error():
            print(f"Erro: {msg.error()}", file=sys.stderr)
            continue
        print(f"{msg.topic()} [{msg.partition()}] {msg.offset()}: {msg.value().decode()}")
        if remaining is not None:
            remaining -= 1
except KeyboardInterrupt:
    pass
finally:
    consumer.close()  # commits and leaves the group
