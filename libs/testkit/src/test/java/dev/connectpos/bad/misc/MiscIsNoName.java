package dev.connectpos.bad.misc;

/** Wrong on purpose: no rule is about this package, so it may do anything. */
public record MiscIsNoName(String name) {}
