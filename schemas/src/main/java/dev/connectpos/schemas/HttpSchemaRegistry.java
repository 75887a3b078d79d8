package dev.connectpos.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.avro.Schema;

/**
 * The registry as every vendor serves it: the Confluent HTTP interface, in Apicurio under {@code
 * /apis/ccompat/v7}. Three calls, none of them on the path of a message.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private final URI base;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param base up to and including the interface's own prefix, for example {@code
   *     http://registry:8080/apis/ccompat/v7}
   */
  public HttpSchemaRegistry(URI base) {
    this.base = URI.create(base.toString().replaceAll("/+$", "") + "/");
    this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return call(post("subjects/" + subject, schema), subject).path("id").asInt();
  }

  @Override
  public Schema byId(int id) {
    var request = request("schemas/ids/" + id).GET().build();
    return new Schema.Parser().parse(call(request, "id " + id).path("schema").asText());
  }

  /**
   * Registers a schema and answers its id; harmless when it is there already. For launchers and
   * deployment jobs: services never register.
   *
   * @throws UnknownSchemaException if the registry refuses it, for example as incompatible
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public int register(String subject, Schema schema) {
    return call(post("subjects/" + subject + "/versions", schema), subject).path("id").asInt();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Accept", JSON);
  }

  private HttpRequest post(String path, Schema schema) {
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    return request(path)
        .header("Content-Type", JSON)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private JsonNode call(HttpRequest request, String what) {
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RegistryUnavailableException("schema registry at " + base + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking the schema registry", e);
    }
    int status = response.statusCode();
    if (status >= 500 || status == 429) {
      throw new RegistryUnavailableException("schema registry answered " + status, null);
    }
    if (status != 200) {
      throw new UnknownSchemaException(
          "schema registry answered " + status + " for " + what + ": " + response.body());
    }
    try {
      return json.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RegistryUnavailableException("schema registry answered no JSON", e);
    }
  }
}
