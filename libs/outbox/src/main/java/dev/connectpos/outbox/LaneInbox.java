package dev.connectpos.outbox;

import dev.connectpos.outbox.WireMessage.Aggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/** One lane for each key of a batch; within a lane in the order of the partition. */
final class LaneInbox implements Inbox {

  private record Lane(String topic, String key) {}

  private final Delivery delivery;
  private final Lanes lanes;
  private final Map<String, MessageHandler> handlers = new ConcurrentHashMap<>();

  LaneInbox(Delivery delivery, Lanes lanes) {
    this.delivery = delivery;
    this.lanes = lanes;
  }

  @Override
  public void process(ConsumerRecords<String, byte[]> batch, MessageHandler handler) {
    var byLane = new LinkedHashMap<Lane, List<ConsumerRecord<String, byte[]>>>();
    for (ConsumerRecord<String, byte[]> message : batch) {
      String key = message.key() == null ? "" : message.key();
      byLane.computeIfAbsent(new Lane(message.topic(), key), _ -> new ArrayList<>()).add(message);
    }
    Map<Aggregate, Long> held = held(byLane.keySet().stream().toList(), handler);
    lanes.run(
        byLane.values().stream()
            .<Runnable>map(messages -> () -> messages.forEach(m -> deliver(m, handler, held)))
            .toList());
  }

  /** What handles messages of the topic, or null if none came yet since the service started. */
  @Nullable MessageHandler handler(String topic) {
    return handlers.get(topic);
  }

  private Map<Aggregate, Long> held(List<Lane> batch, MessageHandler handler) {
    var held = new ConcurrentHashMap<Aggregate, Long>();
    var keys = new LinkedHashMap<String, List<String>>();
    for (Lane lane : batch) {
      keys.computeIfAbsent(lane.topic(), _ -> new ArrayList<>()).add(lane.key());
    }
    keys.forEach(
        (topic, ofTopic) -> {
          handlers.put(topic, handler);
          held.putAll(delivery.heldFrom(topic, ofTopic));
        });
    return held;
  }

  private void deliver(
      ConsumerRecord<String, byte[]> kafkaRecord,
      MessageHandler handler,
      Map<Aggregate, Long> held) {
    WireMessage message;
    try {
      message = WireMessage.from(kafkaRecord);
    } catch (PermanentFailureException e) {
      delivery.reject(WireMessage.unreadable(kafkaRecord), e);
      return;
    }
    delivery.deliver(message, handler, held);
  }
}
