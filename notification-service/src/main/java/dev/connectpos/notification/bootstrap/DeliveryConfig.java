package dev.connectpos.notification.bootstrap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How deliveries are worked off. */
@ConfigMapping(prefix = "connect.delivery")
interface DeliveryConfig {

  /** The wait after the first failed attempt, after the second, and so on. */
  @WithDefault("5S,30S,2M,10M,30M,1H,2H,4H,8H,12H,12H,12H,12H")
  List<Duration> retryWaits();

  /** The wait after an attempt that made no request, through a fault of ours. */
  @WithDefault("1M")
  Duration unsentWait();

  /** Most requests at a time to one endpoint. */
  @WithDefault("4")
  int inFlightPerEndpoint();

  /** Most requests at a time in all, per replica: 250 dead endpoints do not fill it. */
  @WithDefault("1024")
  int inFlight();

  /** After this long without an outcome the attempt is lost and the next one scheduled. */
  @WithDefault("30S")
  Duration lease();

  /** How long what has ended can be looked at and replayed. */
  @WithDefault("720H")
  Duration retention();

  /** Failures without a success between them, after which an endpoint rests. */
  @WithDefault("10")
  int breakerFailures();

  /** Its first rest; each further one is twice as long. */
  @WithDefault("5S")
  Duration breakerFirstRest();

  /** Not longer: what waits meanwhile still has its attempts within days. */
  @WithDefault("1M")
  Duration breakerLongestRest();

  /** How often the database is asked what is due. */
  @WithDefault("5S")
  Duration scanInterval();
}
