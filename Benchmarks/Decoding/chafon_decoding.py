"""Decodes the UHF frames on standard input with wabson.chafon-rfid: prints frames a second.

    chafon_decoding.py RUNS        the median of that many runs
"""

import statistics
import sys
import time

from chafon_rfid.uhfreader288m import G2InventoryResponse

stream = bytearray(sys.stdin.buffer.read())
seconds = []
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    response = G2InventoryResponse(stream)
    frames = tags = 0
    for frame in response.get_frame():
        frames += 1
        for tag in frame.get_tag():
            tags += 1
    seconds.append(time.perf_counter() - start)
    assert tags == 2 * frames
print(frames / statistics.median(seconds))
