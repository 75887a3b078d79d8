package dev.connectpos.outbox;

/** The relay from the table. */
class PollRelayIT extends RelayContract {

  @Override
  Kind kind() {
    return Kind.POLL;
  }
}
