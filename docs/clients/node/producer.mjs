import { Kafka, Partitioners } from 'kafkajs';

const kafka = new Kafka({ clientId: 'exemplo-node', brokers: [process.argv[2] ?? 'localhost:9092'] });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });

await producer.connect();
const [result] = await producer.send({ topic: 'meu_topico', messages: [{ key: 'chave', value: 'minha mensagem' }] });
console.log(`Mensagem entregue ao tópico ${result.topicName} [${result.partition}]`);
await producer.disconnect();
