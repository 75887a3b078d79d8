package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/**
 * Relays from the write-ahead log through a logical slot, which one replica at a time can read:
 *
 * <ol>
 *   <li>Slot read by someone else: stand by, look again soon.
 *   <li>Slot absent, lost or incomplete: {@link #recover}.
 *   <li>Else stream from the confirmed position, until stopped or broken.
 * </ol>
 *
 * <p>At least once: a session that breaks is followed by one that starts at the last confirmed
 * commit. Two relays that overlap (one was frozen, say) both send contiguous runs in the same
 * order, so a consumer that drops duplicates by version sees every aggregate in order.
 */
final class WalRelay implements Relay {
  private static final Logger LOG = Logger.getLogger(WalRelay.class);
  private static final Duration STANDBY_PAUSE = Duration.ofMillis(200);
  private static final String OBJECT_IN_USE = "55006";

  private final RelaySettings settings;
  private final Publisher.Source publishers;
  private final Quarantine quarantine;
  private final RelayState state;
  private final Slot slot;

  WalRelay(
      RelaySettings settings,
      Publisher.Source publishers,
      Quarantine quarantine,
      RelayState state) {
    this.settings = settings;
    this.publishers = publishers;
    this.quarantine = quarantine;
    this.state = state;
    this.slot = new Slot(settings.slot());
  }

  @Override
  public void run(Stop stop) throws SQLException, InterruptedException {
    try (Connection control = settings.database().open()) {
      while (!stop.requested()) {
        switch (slot.look(control)) {
          case TAKEN -> standBy(stop);
          case READY -> stream(control, stop);
          case ABSENT, LOST, INCOMPLETE -> recover(control, stop);
        }
      }
    }
  }

  private void standBy(Stop stop) throws InterruptedException {
    state.standby();
    stop.pause(STANDBY_PAUSE);
  }

  /**
   * Makes a slot that has everything which is not in Kafka yet: first a new slot, then everything
   * unconfirmed that the table shows. What commits after the slot's start is streamed; what
   * committed before is sent by the second step. Repeated from the start if it breaks.
   */
  private void recover(Connection control, Stop stop) throws SQLException, InterruptedException {
    if (!Progress.tryLock(control)) {
      standBy(stop);
      return;
    }
    try {
      Slot.Condition found = slot.look(control);
      if (found == Slot.Condition.READY || found == Slot.Condition.TAKEN) {
        return; // Someone was faster.
      }
      if (Slot.unlimited(control)) {
        LOG.info("max_slot_wal_keep_size is unlimited: a relay that is down long fills the disk");
      }
      Progress.slotComplete(control, false);
      slot.make(control, found);
      int sent = republish(control, stop);
      if (stop.requested()) {
        return;
      }
      Progress.slotComplete(control, true);
      LOG.infof(
          "slot %s was %s and is made anew; %d rows sent from the table",
          settings.slot(), found, sent);
    } finally {
      Progress.unlock(control);
    }
  }

  /**
   * Sends from the table until every transaction that was open when the slot was made has ended and
   * can be seen: one look would miss what was in the log before the slot's start and is not visible
   * yet, which may take as long as a standby is missing.
   */
  private int republish(Connection control, Stop stop) throws SQLException, InterruptedException {
    quarantine.load(control);
    long floor = settings.progress().floor(control);
    try (Publisher publisher = publishers.open()) {
      var limits = new Backlog.Limits(floor, settings.batch());
      var backlog = new Backlog(control, publisher, quarantine, limits);
      state.leading(backlog::oldest);
      int sent = 0;
      boolean complete = false;
      while (!complete && !stop.requested()) {
        int found = backlog.turn();
        sent += found;
        state.confirmed();
        complete = found < settings.batch() && backlog.rise() != null;
        if (!complete) {
          stop.pause(settings.pollInterval());
        }
      }
      return sent;
    }
  }

  private void stream(Connection control, Stop stop) throws SQLException, InterruptedException {
    try (Connection wal = settings.database().openReplication()) {
      PGReplicationStream stream;
      try {
        stream = open(wal, settings.slot());
      } catch (SQLException e) {
        if (OBJECT_IN_USE.equals(e.getSQLState())) {
          standBy(stop);
          return;
        }
        throw e;
      }
      quarantine.load(control);
      try (Publisher publisher = publishers.open();
          var visibility = new Visibility(control)) {
        new WalSession(
                settings,
                new WalSession.Entry(control, visibility, wal, stream),
                new WalSession.Exit(publisher, quarantine, state))
            .run(stop);
      }
    }
  }

  static PGReplicationStream open(Connection wal, String slot) throws SQLException {
    return wal.unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .logical()
        .withSlotName(slot)
        .withSlotOption("proto_version", 1)
        .withSlotOption("publication_names", "outbox")
        .withSlotOption("binary", true)
        .withSlotOption("messages", true)
        .withAutomaticFlush(false) // Only what Kafka acknowledged is confirmed, by us.
        .withStatusInterval(1, TimeUnit.SECONDS)
        .start();
  }
}
