package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.ChargeRequest.Asked;
import dev.connectpos.order.domain.ChargeRequest.Done;
import dev.connectpos.order.domain.ChargeRequest.Refused;
import dev.connectpos.order.domain.ChargeRequest.Standing;
import dev.connectpos.order.domain.RefusedBy;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** What came of something that was asked of the acquirer. */
@Embeddable
class StandingColumns {
  private static final String ASKED = "asked";
  private static final String DONE = "done";
  private static final String REFUSED = "refused";

  @Column(name = "state")
  String state = ASKED;

  @Column(name = "refused_by")
  @Nullable String refusedBy;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "message")
  @Nullable String message;

  void follow(Standing standing) {
    refusedBy = null;
    returnCode = null;
    message = null;
    switch (standing) {
      case Asked _ -> state = ASKED;
      case Done _ -> state = DONE;
      case Refused(var by, var refusedWith, var text) -> {
        state = REFUSED;
        refusedBy = Words.of(by);
        returnCode = refusedWith;
        message = text;
      }
    }
  }

  Standing standing() {
    return switch (state) {
      case ASKED -> new Asked();
      case DONE -> new Done();
      case REFUSED ->
          new Refused(
              Words.read(RefusedBy.class, present(refusedBy)),
              present(returnCode),
              present(message));
      default -> throw new IllegalStateException("no request is " + state);
    };
  }

  private static String present(@Nullable String text) {
    if (text == null) {
      throw new IllegalStateException("a request is refused without a reason");
    }
    return text;
  }
}
