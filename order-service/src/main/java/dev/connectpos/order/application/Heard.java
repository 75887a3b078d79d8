package dev.connectpos.order.application;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What another service answered. */
public sealed interface Heard<T> {

  /** The same, said in another way. */
  default <R> Heard<R> map(Function<T, R> how) {
    return switch (this) {
      case Said<T>(var what) -> new Said<>(how.apply(what));
      case Declined<T>(var code, var field) -> new Declined<>(code, field);
    };
  }

  /** It did, or knows. */
  record Said<T>(T what) implements Heard<T> {}

  /**
   * It will not, or knows of no such thing.
   *
   * @param code why, as the services agreed
   * @param field what is wrong with the request, if something is
   */
  record Declined<T>(String code, @Nullable String field) implements Heard<T> {

    /** The reply to the call that needed it. */
    public Reply reply() {
      return new Reply.Declined(code, field);
    }
  }
}
