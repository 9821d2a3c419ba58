"""Asks a UHF reader on a TCP port for its information and its tags, with wabson.chafon-rfid.

    chafon_inventory.py PORT 18|288 [SCAN_TIME_TENTHS]

prints lines: "type NAME", "firmware M.N", "tag EPC ANTENNA RSSI" for each listing, "frames N",
"status NN". The client's read_frame() reads one frame, so the loop is that of its own example.
"""

import sys

from chafon_rfid import uhfreader18, uhfreader288m
from chafon_rfid.base import CommandRunner, ReaderCommand, ReaderInfoFrame
from chafon_rfid.command import CF_GET_READER_INFO, G2_TAG_INVENTORY
from chafon_rfid.response import G2_TAG_INVENTORY_STATUS_MORE_FRAMES
from chafon_rfid.transport import TcpTransport

port, generation = int(sys.argv[1]), sys.argv[2]
scan_time = int(sys.argv[3]) if len(sys.argv) > 3 else 0x14
transport = TcpTransport("127.0.0.1", port, auto_connect=True)

info = ReaderInfoFrame(CommandRunner(transport).run(ReaderCommand(CF_GET_READER_INFO)))
print("type", info.type.name)
print("firmware", ".".join(str(part) for part in info.firmware_version))

if generation == "18":
    command, frame_class = ReaderCommand(G2_TAG_INVENTORY), uhfreader18.G2InventoryResponseFrame
else:
    command = uhfreader288m.G2InventoryCommand(q_value=4, scan_time=scan_time)
    frame_class = uhfreader288m.G2InventoryResponseFrame

transport.write(command.serialize())
frames, status = 0, G2_TAG_INVENTORY_STATUS_MORE_FRAMES
while status == G2_TAG_INVENTORY_STATUS_MORE_FRAMES:
    frame = frame_class(transport.read_frame())
    frames, status = frames + 1, frame.result_status
    for tag in frame.get_tag():
        print("tag", bytes(tag.epc).hex().upper(), tag.antenna_num, tag.rssi)
print("frames", frames)
print("status", f"{status:02X}")
transport.close()
