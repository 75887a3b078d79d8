package dev.connectpos.order.api;

import dev.connectpos.order.application.Prints;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.OrderId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Documents printed on an order's terminal (O10). As with the incumbent, what is done and what is
 * in the way are answered with empty bodies, and a wrong body with 400.
 */
@Path("/posconnect/v1/orders/{id}/prints")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Prints")
@SecurityRequirement(name = "secret-key")
public class PrintResource {
  private static final int MAX_HEIGHT = 1500;
  private static final int MAX_WIDTH = 388;
  private static final String IN_PROGRESS = "print_in_progress";
  private static final String DATA_URI = "data:[\\w/+.-]*;base64,";

  private final Prints prints;
  private final Caller caller;
  private final Calls calls;

  PrintResource(Prints prints, Caller caller, Calls calls) {
    this.prints = prints;
    this.caller = caller;
    this.calls = calls;
  }

  /** Has a document printed. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Prints an image on the order's terminal",
      description =
          "A repeat with the same Idempotency-Key is printed once. How it goes is shown in the"
              + " order, as prints (extension).")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "receipt", value = ResourceExamples.PRINT)))
  @APIResponse(responseCode = "200", description = "Taken; the body is empty")
  @APIResponse(responseCode = "400", description = "Fields are wrong; errors says which and why")
  @APIResponse(responseCode = "404", description = "The account has no such order")
  @APIResponse(responseCode = "409", description = "Another print is under way; the body is empty")
  @APIResponse(
      responseCode = "412",
      description =
          "no_terminal, order_without_receipt, or printing_not_enabled for the account's terminals")
  @APIResponse(responseCode = "503", description = "The terminals' service does not answer")
  public Response print(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.checkImage(bytes));
    var draft = draft(body);
    var context = calls.ofCaller(new Calls.Write("print on " + id, idempotencyKey, body));
    var reply = prints.print(caller.account(), new OrderId(id), draft, context);
    if (reply instanceof Reply.Declined(var code, _) && code.equals(IN_PROGRESS)) {
      return Response.status(Response.Status.CONFLICT).build();
    }
    if (reply instanceof Reply.Declined(var code, var field) && code.equals("invalid_image")) {
      var complaints = new Complaints();
      var wrong = field == null ? "content" : field;
      complaints.add(wrong, "The " + wrong + " field does not fit the image.");
      throw Refusal.badRequest(complaints);
    }
    var done = ErrorMapping.done(reply);
    return Calls.empty(Response.Status.OK, done);
  }

  private static Prints.Draft draft(JsonBody body) {
    var complaints = new Complaints();
    var print = Fields.of(body.json(), complaints);
    var type = required(print, "type", List.of("nfe", "cupom", "receipt"));
    var height = print.requiredInteger("size_v", 1, MAX_HEIGHT);
    var width = print.requiredInteger("size_h", 1, MAX_WIDTH);
    var format = required(print, "format", List.of("png", "jpg", "jpeg"));
    var content = print.requiredText("content", BodyLimit.MAX_IMAGE_BYTES).replaceAll("\\s", "");
    var image = content.replaceFirst("^" + DATA_URI, "");
    if (!image.isEmpty() && !isBase64(image)) {
      print.complain("content", "The content field must be an image in base 64.");
    }
    if (!complaints.none()) {
      // Not echoed: it is an image.
      throw Refusal.badRequest(complaints);
    }
    return new Prints.Draft(
        type.toUpperCase(Locale.ROOT), (int) height, (int) width, format, image);
  }

  private static String required(Fields print, String name, List<String> words) {
    if (!print.has(name)) {
      print.required(name);
    }
    var word = print.oneOf(name, words);
    return word == null ? "" : word;
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
