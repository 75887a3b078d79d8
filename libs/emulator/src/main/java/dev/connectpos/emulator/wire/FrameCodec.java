package dev.connectpos.emulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Frames to JSON text and back. */
public final class FrameCodec {

  private FrameCodec() {}

  /** The text of a frame as it is sent. */
  public static String write(ClientFrame frame) {
    return tree(frame).toString();
  }

  /**
   * The text of a frame as it may be shown and logged: without card, encrypted or not, or password.
   */
  public static String writeMasked(ClientFrame frame) {
    ObjectNode tree = tree(frame);
    for (String secret : List.of("card", "password")) {
      if (tree.has(secret)) {
        tree.put(secret, "***");
      }
    }
    return tree.toString();
  }

  /** Reads a frame; what cannot be read, or is of an unknown type, is {@code Unknown}. */
  public static ServerFrame read(String text) {
    try {
      JsonNode tree = Json.MAPPER.readTree(text);
      return switch (tree.path("type").asText()) {
        case "welcome" -> Json.MAPPER.treeToValue(tree, ServerFrame.Welcome.class);
        case "activation" -> Json.MAPPER.treeToValue(tree, ServerFrame.Activation.class);
        case "order.show" -> Json.MAPPER.treeToValue(tree, ServerFrame.OrderShow.class);
        case "order.withdraw" -> Json.MAPPER.treeToValue(tree, ServerFrame.OrderWithdraw.class);
        case "order.listed" -> Json.MAPPER.treeToValue(tree, ServerFrame.OrderListed.class);
        case "order.list_changed" ->
            Json.MAPPER.treeToValue(tree, ServerFrame.OrderListChanged.class);
        case "payment.result" -> Json.MAPPER.treeToValue(tree, ServerFrame.PaymentResult.class);
        case "print.start" -> Json.MAPPER.treeToValue(tree, ServerFrame.PrintStart.class);
        case "print.data" -> Json.MAPPER.treeToValue(tree, ServerFrame.PrintData.class);
        case "admin.unlocked" -> Json.MAPPER.treeToValue(tree, ServerFrame.AdminUnlocked.class);
        case "sales.listed" -> Json.MAPPER.treeToValue(tree, ServerFrame.SalesListed.class);
        case "cancel.result" -> Json.MAPPER.treeToValue(tree, ServerFrame.CancelResult.class);
        case "report" -> Json.MAPPER.treeToValue(tree, ServerFrame.Report.class);
        case "ping" -> Json.MAPPER.treeToValue(tree, ServerFrame.Ping.class);
        case "error" -> Json.MAPPER.treeToValue(tree, ServerFrame.Refusal.class);
        case String type -> new ServerFrame.Unknown(tree.path("seq").asLong(), type);
      };
    } catch (JsonProcessingException e) {
      return new ServerFrame.Unknown(0, "malformed");
    }
  }

  private static ObjectNode tree(ClientFrame frame) {
    ObjectNode tree = Json.MAPPER.createObjectNode().put("type", frame.type());
    tree.setAll((ObjectNode) Json.MAPPER.valueToTree(frame));
    return tree;
  }
}
