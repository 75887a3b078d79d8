package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.ServiceName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services at their own ports, as a scraper or a developer calls them. */
final class ServicePortsE2E {

  /** An upgrade in clear text is not taken: long answers to it were broken now and then. */
  @ParameterizedTest
  @EnumSource
  void speakHttp11ToWhoeverAsksForMore(ServiceName service) throws Exception {
    TheSystem.running();
    int port = TheSystem.ports().service(service);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
            .version(HttpClient.Version.HTTP_2)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.body()).contains("jvm_memory_used_bytes");
    }
  }
}
