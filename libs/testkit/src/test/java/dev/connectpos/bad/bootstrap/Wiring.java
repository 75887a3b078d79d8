package dev.connectpos.bad.bootstrap;

/** What only the framework may know. */
public record Wiring(String name) {}
