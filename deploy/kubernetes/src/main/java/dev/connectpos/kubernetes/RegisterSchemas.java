package dev.connectpos.kubernetes;

import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.RegistryUnavailableException;
import dev.connectpos.schemas.Topic;
import dev.connectpos.schemas.UnknownSchemaException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Job that makes this release's schemas known before its services start; services themselves
 * never register.
 *
 * <ol>
 *   <li>The registry is told to keep every subject BACKWARD_TRANSITIVE. This comes first, so that
 *       not even the first two versions of a subject can disagree.
 *   <li>The current schema of every {@link Topic} is registered. A schema that is there already
 *       keeps its id, so the Job may run any number of times.
 * </ol>
 *
 * <p>The first schema refused ends the run: what follows it may well depend on it, and the old
 * services go on with the old ids meanwhile.
 */
public final class RegisterSchemas {
  /** Exit code: the registry holds every schema of this release. */
  static final int REGISTERED = 0;

  /** Exit code: the registry did not answer; running again may help. */
  static final int UNAVAILABLE = 1;

  /** Exit code: the release or its configuration is wrong; running again cannot help. */
  static final int REFUSED = 2;

  /** Where the registry is, up to and including {@code /apis/ccompat/v7}. */
  static final String REGISTRY_VARIABLE = "CONNECT_SCHEMA_REGISTRY";

  private static final Logger LOG = System.getLogger(RegisterSchemas.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI registry;

  private RegisterSchemas(URI registry) {
    this.registry = registry;
  }

  /** Registers and exits with 0, 1 (try again) or 2 (do not). Takes no arguments. */
  public static void main(String[] args) {
    System.exit(run(System.getenv()));
  }

  /** The whole run, as {@link #main} does it. Answers the exit code. */
  static int run(Map<String, String> environment) {
    try {
      new RegisterSchemas(registryOf(environment.get(REGISTRY_VARIABLE))).registerAll();
      return REGISTERED;
    } catch (RegistryUnavailableException e) {
      LOG.log(Level.ERROR, e.getMessage());
      return UNAVAILABLE;
    } catch (UnknownSchemaException | IllegalArgumentException e) {
      LOG.log(Level.ERROR, e.getMessage());
      return REFUSED;
    }
  }

  private static URI registryOf(@Nullable String address) {
    if (address == null || address.isBlank()) {
      throw new IllegalArgumentException(REGISTRY_VARIABLE + " is not set");
    }
    URI uri = URI.create(address.strip());
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException(REGISTRY_VARIABLE + " is no http address: " + address);
    }
    return uri;
  }

  private void registerAll() {
    demandFullTransitive();
    var subjects = new HttpSchemaRegistry(registry);
    for (Topic topic : Topic.values()) {
      int id = subjects.register(topic.subject(), topic.schema());
      LOG.log(Level.INFO, "{0} has id {1}", topic.subject(), Integer.toString(id));
    }
  }

  /** Of the whole registry, not per subject: Apicurio knows no rule for a subject not yet there. */
  private void demandFullTransitive() {
    var request =
        HttpRequest.newBuilder(URI.create(registry.toString().replaceAll("/+$", "") + "/config"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"))
            .build();
    int status;
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new RegistryUnavailableException("schema registry at " + registry + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking the schema registry", e);
    }
    if (status >= 500 || status == 429) {
      throw new RegistryUnavailableException("schema registry answered " + status, null);
    }
    if (status != 200) {
      throw new UnknownSchemaException(
          "schema registry answered " + status + " to BACKWARD_TRANSITIVE compatibility");
    }
  }
}
