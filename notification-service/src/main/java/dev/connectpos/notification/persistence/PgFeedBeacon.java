package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.FeedBeacon;
import dev.connectpos.notification.application.FeedHeads;
import dev.connectpos.notification.application.FeedWatch;
import dev.connectpos.notification.domain.AccountId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Signals between replicas by LISTEN and NOTIFY.
 *
 * <ol>
 *   <li>After a commit the account is queued; one thread announces all that are queued in one
 *       statement. Not in the transaction of the fact: a transaction that notifies waits at its
 *       commit for every other that does.
 *   <li>One connection of each replica listens and wakes whoever waits for an account here.
 *   <li>A signal may be lost: its replica dies before it announces, the listening connection
 *       breaks. So the listener asks after each wait, once for all accounts that are waited for.
 * </ol>
 */
@ApplicationScoped
class PgFeedBeacon implements FeedBeacon {
  private static final Logger LOG = Logger.getLogger(PgFeedBeacon.class);
  private static final Duration NET = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource database;
  private final FeedWatch watch;
  private final FeedHeads heads;
  private final BlockingQueue<AccountId> grown = new LinkedBlockingQueue<>();
  private final Thread announcer =
      Thread.ofPlatform().daemon().name("feed-announcer").unstarted(this::announceAll);
  private final Thread listener =
      Thread.ofPlatform().daemon().name("feed-listener").unstarted(this::listenAlways);
  private volatile boolean stopping;

  PgFeedBeacon(DataSource database, FeedWatch watch, FeedHeads heads) {
    this.database = database;
    this.watch = watch;
    this.heads = heads;
  }

  void started(@Observes StartupEvent event) {
    announcer.start();
    listener.start();
  }

  void stopping(@Observes ShutdownEvent event) {
    stopping = true;
    announcer.interrupt();
    listener.interrupt();
  }

  @Override
  public void announce(AccountId account) {
    grown.add(account);
  }

  private void announceAll() {
    var accounts = new LinkedHashSet<AccountId>();
    while (!stopping) {
      try {
        accounts.add(grown.take());
        grown.drainTo(accounts);
        announce(accounts);
      } catch (SQLException e) {
        LOG.warn("cannot announce what is new; other replicas ask for it", e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      accounts.clear();
    }
  }

  private void announce(Set<AccountId> accounts) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "SELECT pg_notify('connect_feed', id) FROM unnest(?::text[]) id")) {
      var ids = accounts.stream().map(AccountId::value).toArray();
      statement.setArray(1, connection.createArrayOf("text", ids));
      statement.execute();
    }
  }

  private void listenAlways() {
    while (!stopping) {
      try {
        listen();
      } catch (SQLException | RuntimeException e) {
        if (!stopping) {
          LOG.warn("cannot listen to other replicas; trying again", e);
          pause();
        }
      }
    }
  }

  private void listen() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("LISTEN connect_feed");
      // What was announced while nobody listened.
      watch.wakeAll();
      var signals = connection.unwrap(PGConnection.class);
      while (!stopping) {
        PGNotification[] heard = signals.getNotifications((int) NET.toMillis());
        if (heard == null || heard.length == 0) {
          heads.check();
        } else {
          for (PGNotification signal : heard) {
            watch.wake(new AccountId(signal.getParameter()));
          }
        }
      }
      statement.execute("UNLISTEN *");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
