package dev.connectpos.terminal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.terminal.application.AdminPasswords;
import dev.connectpos.terminal.application.KnowAccounts;
import dev.connectpos.terminal.domain.AccountId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an account has set for its terminals, as order-service changes it for its partner. */
@Path("/internal/v1/accounts/{account}")
@Tag(name = "Settings of an account", description = "For order-service")
@Service
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountSettingsResource {
  private final KnowAccounts accounts;
  private final AdminPasswords passwords;

  AccountSettingsResource(KnowAccounts accounts, AdminPasswords passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
  }

  /** What is set; never a password. */
  public record Settings(
      boolean printing, @JsonProperty("admin_password_set") boolean adminPasswordSet) {}

  /** What is set. */
  @GET
  @Path("settings")
  @Operation(summary = "Show what an account has set for its terminals")
  public Settings show(@PathParam("account") String account) {
    return accounts
        .settings(new AccountId(account))
        .map(set -> new Settings(set.printing(), set.adminPasswordSet()))
        .orElseThrow(AccountResource::unknown);
  }

  /** Switches printing on or off (feature O10). */
  @PUT
  @Path("settings")
  @Operation(summary = "Change what an account has set for its terminals")
  public Settings change(@PathParam("account") String account, String body) {
    boolean printing = JsonFields.of(body).truth("printing");
    if (accounts.allowPrinting(new AccountId(account), printing).isEmpty()) {
      throw AccountResource.unknown();
    }
    return show(account);
  }

  /** Sets the password that unlocks cancellations (feature T6). */
  @PUT
  @Path("admin-password")
  @Operation(summary = "Set an account's administrative password")
  public Response setPassword(@PathParam("account") String account, String body) {
    return AccountResource.done(
        passwords.set(new AccountId(account), AccountResource.password(body)));
  }

  /** Takes it away: nothing can be cancelled on terminals any more. */
  @DELETE
  @Path("admin-password")
  @Operation(summary = "Remove an account's administrative password")
  public Response removePassword(@PathParam("account") String account) {
    return AccountResource.done(passwords.remove(new AccountId(account)));
  }
}
