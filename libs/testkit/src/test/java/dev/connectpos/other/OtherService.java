package dev.connectpos.other;

/** Stands for a class of another service. */
public record OtherService(String name) {}
