import { UnsupportedConstruct } from '../errors';
import type { Program } from '../kernel/program';

/** Applets of busybox that exist in its images and are not built here: to call one ends the machine with an error. */
export const UNSUPPORTED_APPLETS: readonly string[] = (
  'acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii bbconfig bc beep blkdiscard blkid blockdev bootchartd ' +
  'brctl bunzip2 bzcat bzip2 cal chat chattr chpasswd chpst chroot chrt chvt cksum clear conspy cpio crc32 ' +
  'crond crontab cryptpw cttyhack dc deallocvt delgroup deluser depmod devmem df dhcprelay diff dmesg dnsd ' +
  'dnsdomainname dos2unix dpkg dpkg-deb du dumpkmap dumpleases ed eject envdir envuidgid ether-wake expand factor ' +
  'fatattr fbset fbsplash fdflush fdformat fdisk fgconsole flock fold free freeramdisk fsck fsck.minix ' +
  'fsfreeze fstrim fsync ftpd ftpget ftpput fuser getfattr getopt getty gunzip gzip halt hd hdparm hexdump hexedit ' +
  'hostid hush hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer ifconfig ifdown ifenslave ifplugd ifup inetd init ' +
  'insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode killall5 ' +
  'klogd last less link linux32 linux64 linuxrc loadfont loadkmap logger login logname logread losetup lpd lpq lpr ' +
  'lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makedevs makemime man mdev mesg microcom mim mkdosfs mke2fs ' +
  'mkfifo mkfs.ext2 mkfs.minix mkfs.vfat mknod mkpasswd mkswap modinfo modprobe more mount mountpoint mpstat mt ' +
  'nameif nanddump nandwrite nbd-client nmeter nologin nsenter ntpd od openvt partprobe passwd patch ping ' +
  'ping6 pipe_progress pivot_root pmap popmaildir poweroff powertop pscan pstree pwdx raidautorun rdate rdev readahead ' +
  'readprofile reboot reformime remove-shell renice reset resize resume route rpm rpm2cpio rtcwake run-init run-parts ' +
  'runlevel runsv runsvdir rx script scriptreplay seedrng sendmail setarch setconsole setfattr setfont setkeycodes ' +
  'setlogcons setpriv setserial setuidgid sha3sum showkey shred shuf slattach smemcap ' +
  'softlimit split ssl_client ssl_server start-stop-daemon strings stty sulogin sum sv svc svlogd svok swapoff swapon ' +
  'switch_root sysctl syslogd tar taskset tc tcpsvd telnet telnetd tftp tftpd top traceroute traceroute6 ' +
  'ts ttysize tunctl tune2fs ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udhcpc ' +
  'udhcpc6 udhcpd udpsvd uevent umount uncompress unexpand unix2dos unlzma unshare unxz unzip uptime users uudecode ' +
  'uuencode vconfig vi vlock volname w wall watchdog who whois xxd xz xzcat zcat zcip'
).split(' ');

/** A program that exists in reality and not here. */
export function unsupportedProgram(name: string): Program {
  return function* refuse() {
    throw new UnsupportedConstruct(`the program ${name}`);
  };
}
