package dev.connectpos.terminal.api;

import dev.connectpos.terminal.application.AdminPasswords;
import dev.connectpos.terminal.application.KnowAccounts;
import dev.connectpos.terminal.domain.AccountId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
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
  private static final Pattern PASSWORD = Pattern.compile("[0-9]{4,8}");

  private final KnowAccounts accounts;
  private final AdminPasswords passwords;

  AccountResource(KnowAccounts accounts, AdminPasswords passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
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
        .orElseThrow(AccountResource::unknown);
  }

  /** Sets the password that unlocks cancellations on the account's terminals (feature T6). */
  @PUT
  @Path("{id}/admin-password")
  @Operation(summary = "Set the password that unlocks cancellations on an account's terminals")
  public Response setPassword(@PathParam("id") String id, String body) {
    return done(passwords.set(new AccountId(id), password(body)));
  }

  /** Takes it away: nothing can be cancelled on terminals any more. */
  @DELETE
  @Path("{id}/admin-password")
  @Operation(summary = "Remove the password that unlocks cancellations")
  public Response removePassword(@PathParam("id") String id) {
    return done(passwords.remove(new AccountId(id)));
  }

  /** 4 to 8 digits. */
  static String password(String body) {
    return JsonFields.of(body).text("password", PASSWORD);
  }

  static Response done(boolean known) {
    if (!known) {
      throw unknown();
    }
    return Response.noContent().build();
  }

  static ProblemException unknown() {
    return new Problem(404, "not_found", "No such account").exception();
  }
}
