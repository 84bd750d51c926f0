package customerio.jvm.app;

import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** One client for all its life: calls, and attaches an agent to itself, when it is told to. */
public final class CallsOnDemand {

  private CallsOnDemand() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0]))
            .PUT(BodyPublishers.ofString("{\"plan\":\"pro\"}"))
            .build();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String order = orders.readLine(); !order.equals("end"); order = orders.readLine()) {
      if (order.equals("call")) {
        call(client, request);
      } else {
        attach(order.substring("attach ".length()));
      }
    }
  }

  private static void call(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      System.out.println(
          response.statusCode()
              + " "
              + response.headers().firstValue("X-Customerio-Agent").orElse("-")
              + " "
              + response.body());
    } catch (IOException e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }

  private static void attach(String agentJar) throws Exception {
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    try {
      self.loadAgent(agentJar);
    } finally {
      self.detach();
    }
    System.out.println("attached");
  }
}
