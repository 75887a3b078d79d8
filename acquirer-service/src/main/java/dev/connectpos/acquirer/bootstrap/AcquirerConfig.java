package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.PaymentType;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What may be set about payments; application.properties says why it is as it is. */
@ConfigMapping(prefix = "connect.acquirer")
interface AcquirerConfig {
  /** This replica's name, the same after its restart. */
  String instance();

  /** Where the acquirer's day begins. */
  ZoneId zone();

  /** How long the terminal has to confirm. */
  Duration confirmWithin();

  /** How long a sealed card waits for its payment. */
  Duration presentmentLifetime();

  /** How long a payment waits for its account's event. */
  Duration affiliationWait();

  /** Calls to the network. */
  Network network();

  /** Looking after unsettled payments. */
  FollowUp followUp();

  /** What a sale costs the merchant, in basis points. */
  Fees fees();

  /** A table of ABECS codes instead of the one that comes with us, as CSV. */
  Optional<Path> abecsCodes();

  /** Calls to the network. */
  interface Network {
    /** Where it is. */
    String host();

    /** Where it is. */
    int port();

    /** The line to it. */
    Link link();

    /** How long one may take. */
    Duration timeLimit();

    /** How long after that the network may still act on a call. */
    Duration maxLateness();

    /** How many authorizations at a time. */
    int concurrentCalls();

    /** How many unanswered authorizations are still listened to. */
    int lateCalls();
  }

  /** The line to the network. */
  interface Link {
    /** For connecting, and for signing on; calls wait for a line as long. */
    Duration connectLimit();

    /** After this long without a sign of life one is asked for. */
    Duration idle();

    /** How long that may take. */
    Duration echoLimit();

    /** Wait before the line is tried again; doubled each time. */
    Duration firstBackoff();

    /** The longest wait. */
    Duration maxBackoff();

    /** Calls at a time, those that are still listened for included. */
    int inFlight();
  }

  /** Looking after unsettled payments. */
  interface FollowUp {
    /** How many enquiries and advices at a time. */
    int concurrentCalls();

    /** The longest time a due payment stays unseen if a signal is lost. */
    Duration scanInterval();

    /** Wait after the first vain try; doubled each time. */
    Duration firstBackoff();

    /** The longest wait. */
    Duration maxBackoff();

    /** Tries to find out an outcome before the payment is undone. */
    int enquiries();

    /** How long the watch may complete no round before this instance is restarted. */
    Duration stalledAfter();

    /** Vain advices before an operator is called. */
    int adviceAlarm();
  }

  /** Basis points of the gross amount. */
  interface Fees {
    int credit();

    int debit();

    int voucher();

    /** Special ones, the first that covers a sale before those above. */
    List<Rate> rates();
  }

  /** A line of the fee table. */
  interface Rate {
    /** Empty for all brands. */
    Optional<CardBrand> brand();

    PaymentType type();

    /** Fewest instalments. */
    int from();

    /** Most instalments. */
    int to();

    int basisPoints();
  }
}
