package customerio.tests.sdk.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Base64;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** An application with a MicroProfile REST client for the Track API. */
public final class MicroProfileProgram {
  private static final String SITE =
      "Basic " + Base64.getEncoder().encodeToString("site-shop:key-shop".getBytes());

  /** The application's interface. */
  @Path("/api/v1/customers/{customer}")
  @Consumes("application/json")
  public interface Track {

    @PUT
    Response identify(
        @HeaderParam("Authorization") String authorization,
        @PathParam("customer") String customer,
        String attributes);

    @POST
    @Path("events")
    Response event(
        @HeaderParam("Authorization") String authorization,
        @PathParam("customer") String customer,
        String event);

    @DELETE
    Response delete(
        @HeaderParam("Authorization") String authorization, @PathParam("customer") String customer);
  }

  private interface Call {
    Response make();
  }

  private MicroProfileProgram() {}

  /**
   * @param arguments the base address of Track
   */
  public static void main(String[] arguments) {
    Track track =
        RestClientBuilder.newBuilder().baseUri(URI.create(arguments[0])).build(Track.class);
    show(() -> track.identify(SITE, "ada", "{\"email\":\"ada@example.com\"}"));
    show(() -> track.identify(SITE, "eve@example.com", "{\"plan\":\"a\"}"));
    show(() -> track.event(SITE, "ada", "{\"name\":\"bought\",\"data\":{\"price\":1}}"));
    show(() -> track.event(SITE, "ada", "{}"));
    show(() -> track.delete(SITE, "ada"));
    System.exit(0);
  }

  private static void show(Call call) {
    try (Response response = call.make()) {
      String by = response.getHeaderString("X-Customerio-Agent");
      String body = response.readEntity(String.class).replace("\n", "\\n");
      System.out.println(response.getStatus() + " " + body);
      System.out.println("answered by " + (by == null ? "Customer.io" : "the agent"));
    } catch (WebApplicationException e) {
      System.out.println(e.getClass().getName() + " " + e.getResponse().getStatus());
    }
  }
}
