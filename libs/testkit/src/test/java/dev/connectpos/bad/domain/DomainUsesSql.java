package dev.connectpos.bad.domain;

/** Wrong on purpose: the domain must not know SQL. */
public record DomainUsesSql(java.sql.Timestamp at) {}
