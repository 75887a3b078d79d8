package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connectpos.notification.application.SigningKey;
import dev.connectpos.notification.application.SigningKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The public halves of the keys that webhooks are signed with (RFC 7517), for everybody. */
@Path("/.well-known/jwks.json")
@RunOnVirtualThread
@Tag(name = "Keys")
public class JwksResource {
  private static final int RAW_ED25519 = 32;

  private final SigningKeys keys;

  JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  /** Kept by receivers for minutes; a successor stands here long before it signs. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The keys that webhooks are signed with")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Jwks.class)))
  public Response keys() {
    return Response.ok(new Jwks(keys.published().stream().map(JwksResource::jwk).toList()))
        .header("Cache-Control", "public, max-age=600")
        .build();
  }

  /** The set. */
  record Jwks(List<Jwk> keys) {}

  /**
   * A key.
   *
   * @param whpk the same key as Standard Webhooks writes it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Jwk(
      String kty,
      String use,
      String alg,
      String kid,
      @Nullable String n,
      @Nullable String e,
      @Nullable String crv,
      @Nullable String x,
      @Nullable String whpk) {}

  private static Jwk jwk(SigningKey key) {
    return switch (key.algorithm()) {
      case RS256 -> rsa(key);
      case EDDSA -> {
        // The raw key is the end of its X.509 form.
        byte[] encoded = key.publicKey();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519, encoded.length);
        String whpk = "whpk_" + Base64.getEncoder().encodeToString(raw);
        yield new Jwk("OKP", "sig", "EdDSA", key.kid(), null, null, "Ed25519", base64(raw), whpk);
      }
    };
  }

  private static Jwk rsa(SigningKey key) {
    try {
      var spec = new X509EncodedKeySpec(key.publicKey());
      var rsa = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
      return new Jwk(
          "RSA",
          "sig",
          "RS256",
          key.kid(),
          base64(unsigned(rsa.getModulus())),
          base64(unsigned(rsa.getPublicExponent())),
          null,
          null,
          null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read the public half of " + key.kid(), e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
