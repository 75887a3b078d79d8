package dev.connectpos.outbox;

/** The inbox with parked messages in memory. */
class InboxTest extends InboxContract {

  private final FakeParking parking = new FakeParking();

  @Override
  Parking parking() {
    return parking;
  }
}
