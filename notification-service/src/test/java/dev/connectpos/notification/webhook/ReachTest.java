package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.0, PUBLIC",
    "169.253.255.255, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "64:ff9b::8.8.8.8, PUBLIC",
    "10.1.2.3, PRIVATE",
    "127.0.0.1, PRIVATE",
    "127.255.0.9, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.10, PRIVATE",
    "100.64.0.1, PRIVATE",
    "::1, PRIVATE",
    "fd12::1, PRIVATE",
    "64:ff9b::10.0.0.1, PRIVATE",
    "2002:7f00:1::, PRIVATE",
    "::7f00:1, PRIVATE",
    "::ffff:0:7f00:1, PRIVATE",
    "0.0.0.0, NEVER",
    "0.1.2.3, NEVER",
    "169.254.169.254, NEVER",
    "169.254.0.1, NEVER",
    "100.100.100.200, NEVER",
    "224.0.0.1, NEVER",
    "255.255.255.255, NEVER",
    "::, NEVER",
    "fe80::1, NEVER",
    "febf::1, NEVER",
    "fd00:ec2::254, NEVER",
    "ff02::1, NEVER",
    "64:ff9b::a9fe:a9fe, NEVER",
    "2002:a9fe:a9fe::1, NEVER",
    "::ffff:169.254.169.254, NEVER"
  })
  void knowsWhoIsMetAtAnAddress(String address, Reach reach) throws UnknownHostException {
    assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
  }

  @Test
  void looksThroughAMappedAddressWhateverTheJdkMakesOfIt() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    assertThat(Reach.of(mapped)).isEqualTo(Reach.PRIVATE);
  }
}
