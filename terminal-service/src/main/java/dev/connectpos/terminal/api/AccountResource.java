package dev.connectpos.terminal.api;

import dev.connectpos.terminal.application.KnowAccounts;
import dev.connectpos.terminal.domain.AccountId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an account may do with its terminals. */
@Path("/terminal/v1/accounts")
@Tag(name = "Accounts", description = "For operators")
@Operator
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountResource {
  private final KnowAccounts accounts;

  AccountResource(KnowAccounts accounts) {
    this.accounts = accounts;
  }

  /** Whether the account's PDVs may have documents printed. */
  public record Printing(boolean enabled) {}

  /** Switches printing on or off (feature O10); what is being printed is not stopped. */
  @PUT
  @Path("{id}/printing")
  @Operation(summary = "Let an account's PDVs have documents printed, or not")
  public Printing printing(@PathParam("id") String id, String body) {
    boolean enabled = JsonFields.of(body).truth("enabled");
    return accounts
        .allowPrinting(new AccountId(id), enabled)
        .map(Printing::new)
        .orElseThrow(() -> new Problem(404, "not_found", "No such account").exception());
  }
}
