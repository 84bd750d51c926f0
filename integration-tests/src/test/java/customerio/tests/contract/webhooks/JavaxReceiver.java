package customerio.tests.contract.webhooks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Receives webhooks in a container of {@code javax.servlet}. */
public final class JavaxReceiver extends HttpServlet {
  private static final String FORWARD = "/forward";

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = request.getServletPath();
    if (path.startsWith(FORWARD)) {
      request.getRequestDispatcher(path.substring(FORWARD.length())).forward(request, response);
      return;
    }
    byte[] answer = Reading.answer(path, arrival(request)).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private static Arrival arrival(HttpServletRequest request) {
    return new Arrival() {
      @Override
      public InputStream stream() throws IOException {
        return request.getInputStream();
      }

      @Override
      public BufferedReader reader() throws IOException {
        return request.getReader();
      }

      @Override
      public String parameter(String name) {
        return request.getParameter(name);
      }

      @Override
      public String type() {
        return request.getClass().getName();
      }
    };
  }
}
