package dev.connectpos.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.Exchange;
import java.util.regex.Pattern;

/**
 * What a part of an answer must be: {@code path = value}, {@code path ~ pattern}, {@code path #
 * size}, {@code path absent}, {@code path has name}, of a header {@code @Name = value}, or {@code
 * empty} for no body at all.
 *
 * @param path dotted, with {@code [i]} for elements; empty for the whole body
 * @param operator one of the above
 * @param operand what it is compared with
 */
record Expectation(String path, String operator, String operand) {
  private static final Expectation EMPTY = new Expectation("", "empty", "");
  private static final Pattern FORM = Pattern.compile("(\\S*) (=|~|#|has|absent)(?: (.*))?");

  static Expectation parse(String text) {
    if (text.equals(EMPTY.operator)) {
      return EMPTY;
    }
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalStateException("not an expectation: " + text);
    }
    String operand = form.group(3);
    return new Expectation(form.group(1), form.group(2), operand == null ? "" : operand.strip());
  }

  /** Whether the answer is to have no body. */
  boolean isEmpty() {
    return operator.equals(EMPTY.operator);
  }

  /** Fails unless the answer is so. */
  void check(Exchange.Answer answer) {
    if (path.startsWith("@")) {
      assertThat(answer.header(path.substring(1))).as("%s in %s", this, answer).isEqualTo(operand);
      return;
    }
    JsonNode node = Body.at(answer.json(), path);
    switch (operator) {
      case "=" -> assertThat(node.asText()).as("%s in %s", this, answer).isEqualTo(operand);
      case "~" -> assertThat(node.asText()).as("%s in %s", this, answer).matches(operand);
      case "#" -> assertThat(node.size()).as("%s in %s", this, answer).isEqualTo(size());
      case "has" -> assertThat(node.has(operand)).as("%s in %s", this, answer).isTrue();
      case "empty" -> assertThat(answer.text()).isEmpty();
      case "absent" -> assertThat(node.isMissingNode()).as("%s in %s", this, answer).isTrue();
      default -> throw new IllegalStateException("no operator " + operator);
    }
  }

  private int size() {
    return Integer.parseInt(operand);
  }

  @Override
  public String toString() {
    return path + " " + operator + " " + operand;
  }
}
