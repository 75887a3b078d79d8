package dev.connectpos.iso8583;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The line between certainly not done and unknown. */
class CallTest {
  private static final Message REQUEST =
      Message.of(MessageType.FINANCIAL_REQUEST).with(Field.TRACE, "1");

  private final Line.Receiver nobody =
      new Line.Receiver() {
        @Override
        public void received(Line line, Message message) {
          throw new AssertionError("nothing is received");
        }

        @Override
        public void closed(Line line, String why) {
          // Not what is looked at.
        }
      };
  private final Line line = new Line(new Socket(), new Codec(), nobody);
  private final Call call = new Call(line, REQUEST, new byte[] {1, 2, 3});

  @Test
  void whatWaitedForItsTurnIsNotSentAndNeverWillBe() {
    assertThatThrownBy(() -> call.await(Duration.ZERO)).isInstanceOf(NotSentException.class);
    assertThat(call.begin()).isFalse();
  }

  @Test
  void whatWasBegunIsUnknown() {
    assertThat(call.begin()).isTrue();
    assertThatThrownBy(() -> call.await(Duration.ZERO)).isInstanceOf(NoAnswerException.class);
  }

  @Test
  void whatALineDidNotBeginIsNotSentWhenItEnds() {
    assertThat(line.send(call)).isTrue();
    line.close("the cable");
    assertThatThrownBy(() -> call.await(Duration.ZERO)).isInstanceOf(NotSentException.class);
    assertThat(call.bytes()).containsOnly(0);
    assertThat(line.send(call)).isFalse();
  }

  @Test
  void anAnswerIsKeptThoughTheLineEndsAfterIt() throws Exception {
    call.begin();
    Message answer = REQUEST.answer("000");
    call.answered(answer);
    call.fail("the cable");
    assertThat(call.await(Duration.ZERO)).isEqualTo(answer);
  }
}
