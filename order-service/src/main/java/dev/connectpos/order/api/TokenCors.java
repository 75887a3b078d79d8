package dev.connectpos.order.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets a page of any origin ask for tokens, and for nothing else. The public key in the query is
 * all that it needs; no cookie and no secret goes with such a call.
 */
@Provider
class TokenCors implements ContainerResponseFilter {
  private static final String ROUTE = "/core/v5/tokens";
  private static final String DAY = "86400";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getUriInfo().getPath().endsWith(ROUTE)) {
      var headers = response.getHeaders();
      headers.putSingle("Access-Control-Allow-Origin", "*");
      headers.putSingle("Access-Control-Allow-Methods", "POST");
      headers.putSingle("Access-Control-Allow-Headers", "Content-Type");
      headers.putSingle("Access-Control-Max-Age", DAY);
    }
  }
}
