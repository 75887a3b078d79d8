package dev.connectpos.order.application;

import org.jspecify.annotations.Nullable;

/** What another service answered. */
public sealed interface Heard<T> {

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
