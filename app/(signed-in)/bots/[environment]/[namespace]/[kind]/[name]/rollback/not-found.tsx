import { NotThere } from "@/components/frame/not-there";

export default function BotNotFound() {
  return <NotThere kind="bot" />;
}
