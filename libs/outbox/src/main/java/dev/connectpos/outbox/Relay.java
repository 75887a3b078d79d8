package dev.connectpos.outbox;

/** A way for messages to leave the database. */
interface Relay {

  /**
   * Leads or stands by until a stop is wished.
   *
   * @throws Exception if the session broke; running it again resumes with nothing lost
   */
  void run(Stop stop) throws Exception;
}
