package dev.connectpos.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A real producer with a hand on its sends. */
final class TamperedProducer {

  /** What happens instead of a send. */
  interface Hand {
    void send(
        Producer<String, byte[]> real, ProducerRecord<String, byte[]> message, Callback callback);
  }

  private TamperedProducer() {}

  @SuppressWarnings("unchecked") // The types of an interface known here, lost to reflection.
  static Producer<String, byte[]> of(Producer<String, byte[]> real, Hand hand) {
    return (Producer<String, byte[]>)
        Proxy.newProxyInstance(
            TamperedProducer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("send") && arguments.length == 2) {
                hand.send(
                    real, (ProducerRecord<String, byte[]>) arguments[0], (Callback) arguments[1]);
                return new CompletableFuture<>();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
