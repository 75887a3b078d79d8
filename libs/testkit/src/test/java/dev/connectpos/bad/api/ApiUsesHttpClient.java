package dev.connectpos.bad.api;

import java.net.http.HttpClient;

/** Wrong on purpose: HTTP clients belong to host and webhook. */
public record ApiUsesHttpClient(HttpClient client) {}
