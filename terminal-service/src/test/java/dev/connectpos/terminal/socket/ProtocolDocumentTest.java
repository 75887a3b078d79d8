package dev.connectpos.terminal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The AsyncAPI document of the protocol says what the code does, and nothing else (ADR 0025). */
class ProtocolDocumentTest {

  @Test
  void documentIsWhatTheCodeSpeaks() {
    assertThat(ProtocolComplaints.of(ProtocolDocument.read(), ServerFrameSamples.all())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/components/messages/hello/payload/properties/app_version | fields of hello: the document lacks app_version",
        "/components/messages/welcome/payload/properties/epoch     | fields of welcome : the document lacks epoch",
        "/components/schemas/Card/properties/ksn                   | fields of payment.start: the document lacks card.ksn",
        "/components/schemas/Card/properties/iv/pattern            | payment.start: card.iv = \"\" is allowed by the document",
        "/components/schemas/Minor/minimum                         | payment.start: amount_minor = -1 is allowed by the document",
        "/components/schemas/Start/then                            | payment.start: installments = 2 is allowed by the document",
        "/components/schemas/ReceiptLine/properties/quantity       | the document lacks quantity",
        "/components/schemas/ResultHeld/allOf/1/properties/capture_by | status=held: the document lacks capture_by",
        "/operations/beat                                          | types of the server: the document lacks ping",
        "/operations/getReport/reply                               | channel and operations: the code lacks report",
        "/channels/terminal/messages/pong                          | no example is read as Pong",
        "/channels/terminal/x-close-codes/4002                     | close codes: the document lacks 4002 silent",
        "/components/schemas/EntryMode/enum/0                      | EntryMode: the document lacks chip",
        "/components/schemas/ErrorCode/enum/3                      | ErrorCode: the document lacks hello_expected",
        "/components/schemas/ErrorCode/enum                        | lists of words: the document lacks ErrorCode",
        "/components/schemas/PaymentResult/oneOf/9                 | status of a result: the document lacks reversed"
      })
  void whatTheDocumentLacksIsFound(String pointer, String complaint) {
    ObjectNode document = ProtocolDocument.read();
    remove(document, pointer);
    assertThat(ProtocolComplaints.of(document, ServerFrameSamples.all()))
        .anySatisfy(one -> assertThat(one).contains(complaint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/components/messages/hello/payload/properties | model      | fields of hello: the code lacks model",
        "/components/messages/ping/payload/properties  | at         | fields of ping : the code lacks at",
        "/components/schemas/Order/properties          | tip_minor  | the code lacks tip_minor",
        "/channels/terminal/x-close-codes              | 4999       | close codes: the code lacks 4999"
      })
  void whatOnlyTheDocumentHasIsFound(String pointer, String name, String complaint) {
    ObjectNode document = ProtocolDocument.read();
    ((ObjectNode) document.at(pointer)).putObject(name);
    assertThat(ProtocolComplaints.of(document, ServerFrameSamples.all()))
        .anySatisfy(one -> assertThat(one).contains(complaint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/components/messages/orderList/payload/required | filter | order.list: filter absent is not allowed by the document, the reader says taken",
        "/components/messages/error/payload/required     | field  | fields that are always in error : the code lacks field",
        "/components/schemas/WithdrawReason/enum         | bored  | WithdrawReason: the code lacks bored",
        "/components/schemas/ErrorCode/enum              | bored  | ErrorCode: the code lacks bored"
      })
  void whatTheDocumentDemandsInVainIsFound(String pointer, String word, String complaint) {
    ObjectNode document = ProtocolDocument.read();
    ((ArrayNode) document.at(pointer)).add(word);
    assertThat(ProtocolComplaints.of(document, ServerFrameSamples.all()))
        .anySatisfy(one -> assertThat(one).contains(complaint));
  }

  @Test
  void anExampleThatNobodyWritesIsFound() {
    ObjectNode document = ProtocolDocument.read();
    ((ObjectNode) document.at("/components/messages/error/examples/0/payload"))
        .put("message", "Something else");
    assertThat(ProtocolComplaints.of(document, ServerFrameSamples.all()))
        .anySatisfy(one -> assertThat(one).startsWith("error: its example is not what is written"));
  }

  private static void remove(ObjectNode document, String pointer) {
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    var parent = document.at(pointer.substring(0, slash));
    assertThat(document.at(pointer).isMissingNode()).as("%s", pointer).isFalse();
    if (parent instanceof ObjectNode object) {
      object.remove(name);
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(name));
    }
  }
}
