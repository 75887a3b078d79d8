package dev.connectpos.acquirer.application;

import java.util.UUID;

/** Identifiers; the only random numbers outside the vault. */
public interface Ids {

  /** UUIDv7, for an event. */
  UUID eventId();

  /** A SAK: 32 characters, unguessable (A10). */
  String affiliationKey();

  /** A card token: {@code token_} and 16 characters, unguessable. */
  String cardToken();

  /** A presentment's reference: unguessable. */
  String presentmentReference();

  /** A receivable: a prefix and 16 characters. */
  String receivable();

  /** A settlement: as above. */
  String settlement();
}
