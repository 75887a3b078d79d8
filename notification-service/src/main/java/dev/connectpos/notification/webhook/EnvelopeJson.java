package dev.connectpos.notification.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.application.HookEnvelope;
import dev.connectpos.notification.domain.HookId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;

/**
 * The incumbent's envelope, {@code {id, account, type, created_at, data}}, with our {@code
 * sequence} before the data. The resource goes in verbatim: what the PDV gets is what the API
 * showed it, to the byte.
 */
@ApplicationScoped
class EnvelopeJson implements HookEnvelope {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public byte[] render(HookId id, Optional<String> accountName, Fact fact) {
    var out = new ByteArrayOutputStream(fact.resourceJson().length() + 256);
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id.value());
      json.writeObjectFieldStart("account");
      json.writeStringField("id", fact.account().value());
      json.writeStringField("name", accountName.orElse(null));
      json.writeEndObject();
      json.writeStringField("type", fact.type().wireName());
      json.writeStringField("created_at", fact.occurredAt().toString());
      json.writeNumberField("sequence", fact.sequence());
      json.writeFieldName("data");
      json.writeRawValue(fact.resourceJson());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  @Override
  public String object(Map<String, Object> fields) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (var field : fields.entrySet()) {
        switch (field.getValue()) {
          case String value -> json.writeStringField(field.getKey(), value);
          case Integer value -> json.writeNumberField(field.getKey(), value);
          default -> throw new IllegalArgumentException(field.getKey());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString();
  }
}
