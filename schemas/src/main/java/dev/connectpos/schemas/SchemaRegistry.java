package dev.connectpos.schemas;

import org.apache.avro.Schema;

/** Where schema ids come from. Asked when a service starts, and once per id not met before. */
public interface SchemaRegistry {

  /**
   * The id under which exactly this schema is registered.
   *
   * @throws UnknownSchemaException if the registry does not hold it under the subject
   * @throws RegistryUnavailableException if the registry does not answer; worth a retry
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema with this id. Ids are immutable, so an answer may be kept for ever.
   *
   * @throws UnknownSchemaException if there is none
   * @throws RegistryUnavailableException if the registry does not answer; worth a retry
   */
  Schema byId(int id);
}
