package dev.connectpos.bad.messaging;

/** Wrong on purpose: SQL belongs to persistence. */
public record MessagingUsesSql(javax.sql.DataSource source) {}
