package dev.connectpos.acquirer.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody pass without the admin token. */
@Provider
@Guarded.ForOperators
class OperatorGuard implements ContainerRequestFilter {
  private final ApiTokens tokens;

  OperatorGuard(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (!ApiTokens.matches(tokens.admin(), header)) {
      request.abortWith(
          Problem.of(Response.Status.UNAUTHORIZED, "unauthorized", "a Bearer token is needed"));
    }
  }
}
