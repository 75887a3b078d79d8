package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1",
        "http://2130706433",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "http://192.168.0.10/inbox",
        "http://169.254.169.254/latest/meta-data",
        "https://8.8.8.8:8443",
        "http://8.8.8.8:22"
      })
  void refusesPrivateTargetsAndOddPortsUnlessTheyAreAllowed(String url) {
    assertThat(guard(false, "unused").fault(url)).isPresent();
  }

  @Test
  void takesPublicTargets() {
    for (String url : List.of("http://8.8.8.8", "https://8.8.8.8:443/x", "https://8.8.8.8:80")) {
      assertThat(guard(false, "unused").fault(url)).isEmpty();
    }
  }

  @Test
  void takesPrivateTargetsAndAnyPortWhereTheyAreAllowedButNeverMetadata() {
    assertThat(guard(true, "unused").fault("http://192.168.0.10:8086/inbox")).isEmpty();
    assertThat(guard(true, "unused").fault("http://127.0.0.1:1")).isEmpty();
    assertThat(guard(true, "unused").fault("http://169.254.169.254")).isPresent();
    assertThat(guard(true, "unused").fault("http://[fd00:ec2::254]")).isPresent();
    assertThat(guard(true, "unused").fault("http://0.0.0.0:8086")).isPresent();
  }

  @Test
  void leavesOnlyAllowedAddressesOfANameToConnectTo() throws Exception {
    var guard = guard(false, "10.0.0.1", "8.8.8.8", "169.254.169.254");

    assertThat(guard.addresses(URI.create("http://pdv.example"), Duration.ofSeconds(5)))
        .containsExactly(InetAddress.getByName("8.8.8.8"));
  }

  @Test
  void refusesANameThatHasNoAllowedAddress() {
    var guard = guard(false, "10.0.0.1", "169.254.169.254");

    assertThat(guard.fault("http://pdv.example")).isPresent();
    assertThatThrownBy(
            () -> guard.addresses(URI.create("http://pdv.example"), Duration.ofSeconds(5)))
        .isInstanceOf(ForbiddenTargetException.class)
        .hasMessage("address not allowed");
  }

  @Test
  void takesANameThatHasNoAddressYet() {
    var guard =
        new TargetGuard(
            config(false),
            host -> {
              throw new UnknownHostException(host);
            });

    assertThat(guard.fault("http://pdv.example")).isEmpty();
  }

  /** Literals are what they say; names have the addresses given. */
  private static TargetGuard guard(boolean privateTargets, String... addresses) {
    return new TargetGuard(
        config(privateTargets),
        host ->
            host.equals("pdv.example")
                ? Arrays.stream(addresses).map(TargetGuardTest::literal).toList()
                : List.of(InetAddress.getAllByName(host)));
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static WebhookConfig config(boolean privateTargets) {
    return new WebhookConfig() {

      @Override
      public Duration timeout() {
        return Duration.ofSeconds(5);
      }

      @Override
      public boolean privateTargets() {
        return privateTargets;
      }

      @Override
      public String userAgent() {
        return "test";
      }
    };
  }
}
