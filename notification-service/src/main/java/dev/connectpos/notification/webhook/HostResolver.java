package dev.connectpos.notification.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks which addresses a host has. Blocks, for as long as the system's resolver likes. */
interface HostResolver {
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
