package dev.connectpos.outbox;

/** The relay from the write-ahead log. */
class WalRelayIT extends RelayContract {

  @Override
  Kind kind() {
    return Kind.WAL;
  }
}
