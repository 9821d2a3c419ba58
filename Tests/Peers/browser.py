"""A browser that does what it reads, a line at a time, and answers each line with one.

    browser.py

Debian's Chromium without a window, driven by Selenium. Lines and answers are JSON: a list of a word
and its arguments, and what came of it.

    ["open", URL]                 ["size", WIDTH, HEIGHT]       ["picture", FILE]
    ["text", SELECTOR]            what an element shows
    ["await", SELECTOR, TEXT]     waits until it shows that; true, or what it shows instead
    ["style", SELECTOR, NAME]     a computed style
    ["type", SELECTOR, TEXT]      types into an element; "\n" is the Enter key
    ["click", SELECTOR]           clicks an element
    ["run", SCRIPT]               what a script returns
    ["errors"]                    what the console complained about since the last time
    ["axe"]                       what axe-core finds wrong, the serious things only
"""

import importlib.util
import json
import pathlib
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By

PATIENCE_SECONDS = 10


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    return webdriver.Chrome(options=options, service=service)


class Browser:
    """The words that are understood."""

    def __init__(self):
        self.driver = start()

    def open(self, url):
        self.driver.get(url)

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def picture(self, file):
        self.driver.save_screenshot(file)

    def text(self, selector):
        # In one step, for the page may change meanwhile.
        return self.driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])]"
            ".map(each => each.checkVisibility() ? each.innerText : '').join('')", selector)

    def await_(self, selector, text):
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            shown = self.text(selector)
            if text in shown:
                return True
            time.sleep(0.02)
        return shown

    def type(self, selector, text):
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def click(self, selector):
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def style(self, selector, name):
        return self.driver.find_element(By.CSS_SELECTOR, selector).value_of_css_property(name)

    def run(self, script):
        return self.driver.execute_script(script)

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]

    def axe(self):
        package = importlib.util.find_spec("axe_playwright_python").origin
        script = pathlib.Path(package).with_name("axe.min.js").read_text(encoding="utf-8")
        self.driver.execute_script(script)
        found = self.driver.execute_async_script(
            "axe.run().then(arguments[arguments.length - 1])")["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:100]}" for each in found
                if each["impact"] in ("serious", "critical")]


def main():
    browser = Browser()
    try:
        for line in sys.stdin:
            word, *arguments = json.loads(line)
            try:
                answer = getattr(browser, "await_" if word == "await" else word)(*arguments)
            except Exception as error:  # whatever the browser says is told
                answer = {"fault": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        browser.driver.quit()


if __name__ == "__main__":
    main()
