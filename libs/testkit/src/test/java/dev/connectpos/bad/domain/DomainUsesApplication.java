package dev.connectpos.bad.domain;

import dev.connectpos.bad.application.ApplicationUsesAvro;

/** Wrong on purpose: the domain must not know who uses it. */
public record DomainUsesApplication(ApplicationUsesAvro user) {}
