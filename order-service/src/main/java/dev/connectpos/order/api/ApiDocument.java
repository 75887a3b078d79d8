package dev.connectpos.order.api;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Head of the API's document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Connect: orders",
            version = "5",
            description =
                "Orders to be paid on a card terminal, in the incumbent's wire format. Every write"
                    + " but what is put or deleted of terminals takes an Idempotency-Key, kept for 24"
                    + " hours (5 minutes for test keys) per account and route; a replay is marked"
                    + " Idempotency-Replayed: true."))
@SecurityScheme(
    securitySchemeName = "secret-key",
    type = SecuritySchemeType.HTTP,
    scheme = "basic",
    description = "Secret key as user, any password")
@SecurityScheme(
    securitySchemeName = "public-key",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.QUERY,
    apiKeyName = "appId",
    description = "Public key")
@SecurityScheme(
    securitySchemeName = "admin-token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The operators' token")
public class ApiDocument extends Application {}
