package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.money.Currency;
import dev.connectpos.terminal.domain.CancelKind;
import dev.connectpos.terminal.domain.DocumentKind;
import dev.connectpos.terminal.domain.EntryMode;
import dev.connectpos.terminal.domain.ImageFormat;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.PrintFailure;
import dev.connectpos.terminal.domain.ResultStatus;
import dev.connectpos.terminal.domain.SaleStatus;
import dev.connectpos.terminal.domain.TerminalMode;
import dev.connectpos.terminal.domain.WithdrawReason;
import dev.connectpos.terminal.socket.ProtocolDocument.Message;
import dev.connectpos.terminal.socket.ProtocolDocument.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every difference between the document of the protocol and the code that speaks it. */
final class ProtocolComplaints {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProtocolDocument document;
  private final List<ObjectNode> written;
  private final List<String> complaints = new ArrayList<>();

  private ProtocolComplaints(ProtocolDocument document, List<ObjectNode> written) {
    this.document = document;
    this.written = written.stream().map(ProtocolComplaints::numbered).toList();
  }

  /**
   * Compares.
   *
   * @param written frames of every type and look, by the real writer
   */
  static List<String> of(ObjectNode document, List<ObjectNode> written) {
    var compared = new ProtocolComplaints(new ProtocolDocument(document), written);
    compared.channel();
    compared.words();
    compared.fromTerminals();
    compared.toTerminals();
    return List.copyOf(compared.complaints);
  }

  /** As it is on the wire: numbered, and without the difference between int and long. */
  private static ObjectNode numbered(ObjectNode frame) {
    try {
      return (ObjectNode) JSON.readTree(frame.deepCopy().put("seq", 7).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void channel() {
    var used = new TreeSet<>(document.messages(true).keySet());
    used.addAll(document.messages(false).keySet());
    compare("channel and operations", used, document.channelTypes());
    compare(
        "close codes",
        Arrays.stream(CloseCode.values())
            .map(code -> code.reason().getCode() + " " + code.reason().getMessage())
            .collect(Collectors.toCollection(TreeSet::new)),
        document.closeCodes());
  }

  private void words() {
    Map<String, Set<String>> code = new TreeMap<>();
    code.put("Mode", words(TerminalMode.values()));
    code.put(
        "Currency", Arrays.stream(Currency.values()).map(Enum::name).collect(Collectors.toSet()));
    code.put("PaymentType", words(PaymentType.values()));
    code.put("InstallmentType", words(InstallmentType.values()));
    code.put("EntryMode", words(EntryMode.values()));
    code.put("OperationType", words(OperationType.values()));
    code.put("WithdrawReason", words(WithdrawReason.values()));
    code.put("DocumentKind", words(DocumentKind.values()));
    code.put("ImageFormat", words(ImageFormat.values()));
    code.put("PrintFailure", words(PrintFailure.values(), PrintFailure::isSaidByTerminals));
    code.put("SaleStatus", words(SaleStatus.values()));
    code.put("CancelKind", words(CancelKind.values()));
    code.put("ErrorCode", words(ErrorCode.values()));
    Map<String, Set<String>> stated = document.words();
    compare("lists of words", code.keySet(), stated.keySet());
    code.forEach((name, list) -> compare(name, list, stated.getOrDefault(name, Set.of())));
    compare(
        "status of a result",
        words(ResultStatus.values()),
        document.values("PaymentResult", "status"));
    if (document.lists() != stated.size()) {
      complaints.add("a list of words has no name of its own, so nothing compares it");
    }
  }

  private static <E extends Enum<E>> Set<String> words(E[] all) {
    return words(all, _ -> true);
  }

  private static <E extends Enum<E>> Set<String> words(E[] all, Predicate<E> which) {
    return Arrays.stream(all)
        .filter(which)
        .map(word -> word.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private void fromTerminals() {
    var unread = new TreeSet<String>();
    for (Class<?> type : ClientFrame.class.getPermittedSubclasses()) {
      unread.add(type.getSimpleName());
    }
    var words = new TreeSet<String>();
    document.words().values().forEach(words::addAll);
    var mutations = new FrameMutations(words);
    for (Message message : document.messages(true).values()) {
      var read = new TreeSet<String>();
      for (JsonNode example : message.examples()) {
        checkValid(message, example);
        try {
          ClientFrame frame = FrameReader.read(new ReadFields((ObjectNode) example, "", read));
          unread.remove(frame.getClass().getSimpleName());
          if (!frame.type().equals(message.type())) {
            complaints.add(message.type() + " is read as " + frame.type());
          }
        } catch (BadFrameException e) {
          complaints.add(message.type() + ": its example is refused, " + e.error());
        }
        mutations
            .of((ObjectNode) example, document.shapes(message.payload()), document)
            .forEach((what, changed) -> checkAlike(message, what, changed));
      }
      compare("fields of " + message.type(), read, paths(message.payload(), ""));
    }
    unread.forEach(type -> complaints.add("no example is read as " + type));
  }

  /** The document and the reader must take, or refuse, the same. */
  private void checkAlike(Message message, String what, ObjectNode frame) {
    boolean valid = document.faults(message, frame).isEmpty();
    String refusal = "taken";
    try {
      FrameReader.read(frame.toString());
    } catch (BadFrameException e) {
      refusal = e.error().toString();
    }
    if (valid != refusal.equals("taken")) {
      complaints.add(
          message.type()
              + ": "
              + what
              + (valid ? " is allowed" : " is not allowed")
              + " by the document, the reader says "
              + refusal);
    }
  }

  private Set<String> paths(JsonNode schema, String prefix) {
    var paths = new TreeSet<String>();
    for (Shape shape : document.shapes(schema)) {
      for (var field : shape.fields().entrySet()) {
        paths.add(prefix + field.getKey());
        paths.addAll(paths(field.getValue(), prefix + field.getKey() + "."));
      }
    }
    return paths;
  }

  private void toTerminals() {
    Map<String, Message> messages = document.messages(false);
    Map<String, List<JsonNode>> frames =
        written.stream()
            .collect(
                Collectors.groupingBy(
                    frame -> frame.path("type").asText(), TreeMap::new, Collectors.toList()));
    compare("types of the server", frames.keySet(), messages.keySet());
    for (Message message : messages.values()) {
      List<JsonNode> ofType = frames.getOrDefault(message.type(), List.of());
      ofType.forEach(frame -> checkValid(message, frame));
      compareShapes(message.type(), message.payload(), ofType);
      for (JsonNode example : message.examples()) {
        checkValid(message, example);
        if (!ofType.contains(((ObjectNode) example.deepCopy()).put("seq", 7))) {
          complaints.add(message.type() + ": its example is not what is written: " + example);
        }
      }
      if (message.examples().isEmpty()) {
        complaints.add(message.type() + " has no example");
      }
    }
  }

  /** Each look has samples, all of its fields are written, and those required always. */
  private void compareShapes(String where, JsonNode schema, List<JsonNode> objects) {
    for (Shape shape : document.shapes(schema)) {
      List<JsonNode> fitting = objects.stream().filter(shape::fits).toList();
      if (shape.fields().isEmpty()) {
        continue;
      }
      var any = new TreeSet<String>();
      var always = new TreeSet<>(shape.fields().keySet());
      for (JsonNode object : fitting) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        any.addAll(names);
        always.retainAll(names);
      }
      String look = where + " " + constants(shape);
      compare("fields of " + look, any, shape.fields().keySet());
      compare("fields that are always in " + look, always, shape.required());
      for (var field : shape.fields().entrySet()) {
        var values = new ArrayList<JsonNode>();
        for (JsonNode object : fitting) {
          JsonNode value = object.path(field.getKey());
          if (value.isArray()) {
            value.forEach(values::add);
          } else if (value.isObject()) {
            values.add(value);
          }
        }
        JsonNode inner =
            field.getValue().has("items") ? field.getValue().path("items") : field.getValue();
        compareInner(where + "." + field.getKey(), inner, values);
      }
    }
  }

  /** An object inside others may have fewer looks there than it has on its own. */
  private void compareInner(String where, JsonNode schema, List<JsonNode> objects) {
    if (!objects.isEmpty() && document.shapes(schema).size() == 1) {
      compareShapes(where, schema, objects);
    }
  }

  private static String constants(Shape shape) {
    return shape.fields().entrySet().stream()
        .filter(field -> field.getValue().has("const") && !field.getKey().equals("type"))
        .map(field -> field.getKey() + "=" + field.getValue().path("const").asText())
        .collect(Collectors.joining(" "));
  }

  private void checkValid(Message message, JsonNode frame) {
    document
        .faults(message, frame)
        .forEach(fault -> complaints.add(message.type() + " " + frame + ": " + fault));
  }

  private void compare(String what, Set<String> code, Set<String> stated) {
    for (String one : code) {
      if (!stated.contains(one)) {
        complaints.add(what + ": the document lacks " + one);
      }
    }
    for (String one : stated) {
      if (!code.contains(one)) {
        complaints.add(what + ": the code lacks " + one);
      }
    }
  }
}
